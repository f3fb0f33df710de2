"""Running a trained graph (ONNX) on a CPU."""

from importlib.resources.abc import Traversable

import numpy
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

Floats = NDArray[numpy.float32]


def open_session(file: Traversable) -> InferenceSession:
    """One graph, loaded."""
    options = SessionOptions()
    # Documents are read by several processes at once; threads within one would only be in each other's way.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])


def softmax(scores: Floats) -> Floats:
    """Probabilities from scores, along the last axis."""
    raised = numpy.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found

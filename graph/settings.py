"""Settings from the environment and a `.env` file, under Neo4j's own names where it has them."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dragoman.graph.errors import ConfigurationError


class Settings(BaseSettings):
    """Every setting of dragoman.

    `neo4j_uri` None means the local server, which dragoman starts itself; `dragoman_home` None means the
    platform's own folders for data, logs and cache.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", case_sensitive=False, env_ignore_empty=True)

    neo4j_uri: str | None = Field(default=None, description="Address of an existing Neo4j; unset: the local one")
    neo4j_username: str = Field(default="neo4j", description="User of the existing Neo4j")
    neo4j_password: SecretStr | None = Field(default=None, description="Password of the existing Neo4j")
    neo4j_database: str = Field(default="neo4j", description="Database within the server")
    dragoman_browser_url: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="Address of the existing Neo4j's Browser, for links to it"
    )
    dragoman_home: Path | None = Field(
        default=None, description="One folder for data, logs and cache of the local Neo4j; unset: the platform's own"
    )
    dragoman_gdelt_url: str = Field(
        default="http://data.gdeltproject.org/gdeltv2", description="Where GDELT's lists and files stand: a mirror"
    )
    dragoman_wikidata_url: str = Field(
        default="https://query.wikidata.org/sparql", description="Query service of Wikidata, or of a copy of it"
    )
    dragoman_query_timeout: float = Field(
        default=30.0, gt=0, description="Seconds after which a query over HTTP or in the terminal is ended"
    )
    dragoman_stream_timeout: float = Field(
        default=600.0, gt=0, description="Seconds after which an answer that is streamed over HTTP is ended"
    )
    dragoman_answer_memory: int = Field(
        default=32_000_000, ge=0, description="Bytes of answers that each worker keeps until the graph changes"
    )
    dragoman_rate_limit: int | None = Field(
        default=None, ge=0, description="Requests a minute of one key and of one address; 0 for any number"
    )
    dragoman_cors_origins: str = Field(
        default="", description="Origins whose pages may ask, with commas between: https://example.org"
    )
    dragoman_upload_limit: int = Field(
        default=100_000_000, gt=0, description="Bytes of all documents that come in one request"
    )
    dragoman_job_queue: int = Field(default=100, ge=1, description="Requests with documents that may wait to be loaded")
    dragoman_llm_url: str | None = Field(
        default=None, description="OpenAI-compatible endpoint of a language model as reader: https://host/v1"
    )
    dragoman_llm_model: str | None = Field(default=None, description="The model's name at that endpoint")
    dragoman_llm_key: SecretStr | None = Field(default=None, description="Key of that endpoint, where it wants one")
    dragoman_llm_budget: int = Field(
        default=1_000_000, gt=0, description="Tokens that one run may use, questions and answers together"
    )
    dragoman_llm_timeout: float = Field(default=120.0, gt=0, description="Seconds to wait for one answer")
    dragoman_llm_window: int = Field(
        default=4_000, ge=200, le=100_000, description="Characters of a document that the model is asked about at once"
    )
    dragoman_llm_answer_tokens: int = Field(
        default=6_000, ge=100, description="Tokens that one answer may have; what does not fit is asked for in halves"
    )


def read_settings() -> Settings:
    """The settings in force.

    Raises:
        ConfigurationError: a value has the wrong form; the message names the variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise ConfigurationError(f"{name}: {first['msg']}", "correct it in the environment or in .env") from error

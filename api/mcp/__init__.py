"""The graph for language models, by the Model Context Protocol: named queries as tools, documents as resources."""

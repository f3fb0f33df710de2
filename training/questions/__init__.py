"""Training the network that reads questions in plain words."""

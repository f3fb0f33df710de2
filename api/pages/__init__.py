"""What people see in a web browser: `site` puts it together."""

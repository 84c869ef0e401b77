"""Speech servers that speak OpenAI's interface."""

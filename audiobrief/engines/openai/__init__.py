"""Speech servers that offer OpenAI's interface."""

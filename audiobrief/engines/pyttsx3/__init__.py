"""The platform's own voices, by pyttsx3."""

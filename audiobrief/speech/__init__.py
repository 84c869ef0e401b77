"""Turn a script into sound: cast voices, synthesize or reuse speech, and stitch one stream."""

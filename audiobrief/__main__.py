"""`python -m audiobrief` is `audiobrief`."""

from audiobrief.cli import main

main()

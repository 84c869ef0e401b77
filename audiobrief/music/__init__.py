"""The short sounds that a producer brings: intro, outro, a bed under the headline; earcons."""

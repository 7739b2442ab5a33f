"""What runs in the worker program: torch and diffusers are imported here, and by no other room.

The worker is started by ``studio`` as ``python -m storyboard.renderers.diffusion.engine``.
"""

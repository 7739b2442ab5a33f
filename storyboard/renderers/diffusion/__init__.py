"""A local diffusion model that draws the staged layout: any pipeline of diffusers on the user's disk.

What it is told, and what it draws along, is made here without torch; the model runs in a program of its own (engine/).
"""

from storyboard.renderers.diffusion.renderer import Diffusion

__all__ = ["Diffusion"]

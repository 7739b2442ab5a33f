"""Maps of a panel: the same layout, camera and occlusion as its drawing, as numbers that other programs can follow."""

from storyboard.maps.making import Maps, maps
from storyboard.maps.pictures import depth_picture, far_and_near
from storyboard.maps.pose import Person

__all__ = ["Maps", "Person", "depth_picture", "far_and_near", "maps"]

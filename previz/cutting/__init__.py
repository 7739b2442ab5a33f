"""The film on time: panels and takes in whole frames, an editor's decisions and rushes laid over them."""

"""The engines that answer a `Query`: each in a room of its own, behind the same port."""

__all__: list[str] = []

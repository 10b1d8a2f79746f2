"""A full-size study that anyone may have, with all that is true of it known."""

from sixphase.simulation.simulate import Simulated, simulate

__all__ = ["Simulated", "simulate"]

"""Enough data? Whether later forms still brought codes that earlier ones had not."""

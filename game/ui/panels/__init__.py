"""The panels of the battle screen: values in, a sheet out; no battle, no clock, no rule."""

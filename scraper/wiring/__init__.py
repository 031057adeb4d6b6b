"""The only place that puts the parts together: settings in, a workshop out.

Each of its modules is imported by itself, so that looking into the catalogue loads no client of a service.
"""

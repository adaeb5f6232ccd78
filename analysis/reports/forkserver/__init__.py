"""Kernels by fork: a server that has imported everything once, and how Jupyter is led to it.

Nothing but `analysis.reports.kernels` knows this room. Reports come out the same without it.

=================  ==========================================================
``server``         the server: accepts requests, forks, tells how each ended
``preload``        what it imports and warms before the first fork
``child``          what a fork does to be what a plain process would be
``messages``       what goes through the sockets
``process``        a forked process, as the one who asked for it has it
``provisioner``    leads Jupyter's kernels to the server
``client``         a server of our own, from its start to its end
=================  ==========================================================
"""

"""Where a stretch of one text is in another: what carrying a mark is made of.

Sentences are matched over both whole texts (`match`), with a likeness of their own (`likeness`) and equal sentences as
anchors (`anchors`). Inside matched sentences a character diff says what was kept (`runs`), and outside them what moved
on its own (`passages`); both make the `character_map`. `find` asks it for one span, and `fit` decides among copies of
the same words. All of it looks at `visible_text` alone.
"""

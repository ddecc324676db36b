"""The roof and the floor of the portal.

The roof (``urls``, ``home``, ``desk``) may know every app. The floor (``search``, ``pages``,
``media``, ``operations``, ``accounts``, ``vault``, ``throttling``) knows none of them. The apps in
between are ``consultations`` over ``knowledge`` over ``directory``.
"""

"""What people see of the rules: the commands `samspil rules …` and the page docs/rules.md.

Everything here walks the models of packs and overlays as they are and names none of them, so a new pack, a new section
or a new kind of rule is shown without a change here.
"""

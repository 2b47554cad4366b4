"""What DCAT-AP 3.0.1 says of a portal and its datasets; `catalogues.dcat` gives it files.

https://semiceu.github.io/DCAT-AP/releases/3.0.1/: the strictest profile of DCAT 3 with published
shapes. Whatever is pointed at is typed in the same document, as the shapes look for it there.
"""

"""The invented people and services of the demo county; places and codes are the official ones.

Names, firms, certificates and addresses are made up. Telephones are made up too: landlines
0744-555xxxx, mobiles 139-0000-xxxx. Days are offsets from the day of loading.
"""

"""Villages and advisers as the planner takes them: values without a database."""

from directory.planning import Adviser, Village

TOWNSHIPS = ["430802001000", "430802002000"]
HERE, NEAR, FAR = (29.1, 110.4), (29.12, 110.42), (29.4, 110.9)


def village(number, adviser=None, point=HERE, township=TOWNSHIPS[0]):
    code = f"{township[:9]}{number:03d}"
    return Village(code, township, point, adviser, township_name="教字垭镇")


def adviser(number, point=HERE, **facts):
    return Adviser(number, f"向明{number}", point, **facts)

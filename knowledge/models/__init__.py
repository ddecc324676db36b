"""Articles are pages that editors publish; lectures are records of what is planned and held."""

from knowledge.models.articles import ArticleIndexPage, ArticlePage, ArticleTag
from knowledge.models.lectures import TRANSITIONS, Lecture

__all__ = ["TRANSITIONS", "ArticleIndexPage", "ArticlePage", "ArticleTag", "Lecture"]

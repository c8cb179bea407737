"""Report → AnnotatedReport: sentences, tokens, tree, named spans. The only station that knows the NLP library."""

from dateline.language.annotator import DEFAULT_MODEL, Annotator, load_annotator, model_setting

__all__ = ["DEFAULT_MODEL", "Annotator", "load_annotator", "model_setting"]

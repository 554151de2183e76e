"""What the commands of `taiyaku glossary` share: tables that are changed safely, questions, entries shown."""

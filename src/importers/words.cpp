#include "importers/words.hpp"

#include <utility>

#include "importers/cursor.hpp"

namespace fettle::importers {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Reads what stands between two quotes, the opening one read already. False when no quote closes.
bool read_quoted(Cursor& cursor, char quote, std::string& word) {
  while (!cursor.done()) {
    const char c = cursor.next();
    if (c == quote) return true;
    const bool escapes =
        c == '\\' && quote == '"' && (cursor.peek() == '"' || cursor.peek() == '\\');
    word += escapes ? cursor.next() : c;
  }
  return false;
}

/// Reads one word; false when a quote in it is never closed.
bool read_word(Cursor& cursor, Comments comments, std::string& word) {
  while (!cursor.done() && !is_blank(cursor.peek())) {
    if (comments == Comments::kHash && cursor.peek() == '#') return true;
    const char c = cursor.next();
    if (c == '\'' || c == '"') {
      if (!read_quoted(cursor, c, word)) return false;
    } else {
      word += c == '\\' && !cursor.done() ? cursor.next() : c;
    }
  }
  return true;
}

}  // namespace

Words split_words(std::string_view line, Position start, Comments comments) {
  Words words;
  Cursor cursor(line, start);
  for (;;) {
    while (!cursor.done() && is_blank(cursor.peek())) cursor.next();
    if (cursor.done() || (comments == Comments::kHash && cursor.peek() == '#')) return words;
    const auto begin = cursor.position();
    std::string word;
    const bool closed = read_word(cursor, comments, word);
    const Span span{begin, cursor.position()};
    if (!closed) {
      words.unclosed = span;
      return words;
    }
    words.list.emplace_back(std::move(word), span);
  }
}

}  // namespace fettle::importers

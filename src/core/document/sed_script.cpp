#include "core/document/sed_script.hpp"

#include <string_view>

#include "core/document/characters.hpp"

namespace fettle::document {

bool SedScript::takes_text() const {
  // `s_a_{{ x }}_`: such a delimiter can stand in a value too.
  const bool plain = is_name_part(delimiter_) || delimiter_ == '.' || delimiter_ == '-';
  return (place_ == Place::kPart && !plain) || place_ == Place::kText || place_ == Place::kName;
}

void SedScript::read(char c) {
  if (escaped_) {
    escaped_ = false;
    if (place_ != Place::kCommand) return;
    delimiter_ = c;  // `\,regex,`
    place_ = Place::kPart;
    parts_ = 1;
    address_ = true;
    return;
  }
  if (c == '\\') {
    escaped_ = true;
    return;
  }
  switch (place_) {
    case Place::kCommand:
      return read_command(c);
    case Place::kDelimiter:
      delimiter_ = c;
      place_ = Place::kPart;
      return;
    case Place::kPart:
      return read_part(c);
    case Place::kFlags:
      if (c == 'w' || c == 'e') place_ = Place::kRun;
      if (c == ';' || c == '\n' || c == '}') place_ = Place::kCommand;
      return;
    case Place::kText:
    case Place::kName:
    case Place::kRun:
      if (c == '\n') place_ = Place::kCommand;
  }
}

void SedScript::read_command(char c) {
  address_ = c == '/';
  if (c == '/') {
    delimiter_ = c;
    place_ = Place::kPart;
    parts_ = 1;
  } else if (c == 's' || c == 'y') {
    place_ = Place::kDelimiter;
    parts_ = 2;
  } else if (c == 'a' || c == 'i' || c == 'c') {
    place_ = Place::kText;
  } else if (std::string_view("#:btTrRwW").contains(c)) {
    place_ = Place::kName;
  } else if (c == 'e') {
    place_ = Place::kRun;
  }
}

void SedScript::read_part(char c) {
  if (c != delimiter_ || --parts_ > 0) return;
  place_ = address_ ? Place::kCommand : Place::kFlags;
}

}  // namespace fettle::document

#include "base/json.hpp"

#include <boost/json/parser.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/byte_run.hpp"
#include "base/json_tolerant.hpp"
#include "base/source_text.hpp"
#include "base/utf8.hpp"

namespace fettle {
namespace {

constexpr std::size_t kExcerptBytes = 60;

/// How many bytes at the start of `text` stand in a JSON string as they are.
std::size_t unescaped_size(std::string_view text) {
  return usual_size(
      text,
      [](ByteWord word) {
        return has_byte_below(word, ' ') || has_byte(word, '"') || has_byte(word, '\\');
      },
      [](unsigned char byte) { return byte >= ' ' && byte != '"' && byte != '\\'; });
}

/// Appends text that is valid UTF-8, whole runs at a time.
void append_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto size = unescaped_size(text);
    out.append(text.substr(0, size));
    if (size == text.size()) return;
    const auto special = text[size];
    switch (special) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", special);
    }
    text.remove_prefix(size + 1);
  }
}

/// Somebody else's text inside a message: escaped, and cut between two code points.
std::string quote(std::string_view text) {
  std::string quoted;
  if (text.size() <= kExcerptBytes) {
    append_json_string(quoted, text);
    return quoted;
  }
  std::size_t size = kExcerptBytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  append_json_string(quoted, text.substr(0, size));
  return quoted + "...";
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= kExcerptBytes && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string_view describe_kind(const boost::json::value& json) {
  switch (json.kind()) {
    case boost::json::kind::null:
      return "null";
    case boost::json::kind::bool_:
      return "true or false";
    case boost::json::kind::string:
      return "a string";
    case boost::json::kind::array:
      return "an array";
    case boost::json::kind::object:
      return "an object";
    default:
      return "a number";
  }
}

std::unexpected<Error> refuse(std::string code, Span span, std::string message) {
  Diagnostic problem{.code = std::move(code), .span = span, .message = message};
  return std::unexpected(Error{.code = ErrorCode::kInvalid,
                               .message = std::move(message),
                               .diagnostics = {std::move(problem)}});
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (true) {
    const auto valid = text.substr(0, utf8::find_invalid(text));
    append_escaped(out, valid);
    if (valid.size() == text.size()) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(valid.size() + 1);
  }
  out += '"';
}

std::string to_string(const JsonPath& path) {
  if (path.outer == nullptr) return {};
  auto text = to_string(*path.outer);
  if (path.in_array) return text + fmt::format("[{}]", path.index);
  if (!is_plain_name(path.field)) return text + "[" + quote(path.field) + "]";
  if (!text.empty()) text += '.';
  return text.append(path.field);
}

std::string to_pointer(const JsonPath& path) {
  if (path.outer == nullptr) return {};
  auto text = to_pointer(*path.outer) + '/';
  if (path.in_array) return text + fmt::format("{}", path.index);
  for (const auto letter : path.field) {
    if (letter == '~') {
      text += "~0";
    } else if (letter == '/') {
      text += "~1";
    } else {
      text += letter;
    }
  }
  return text;
}

void JsonProblems::add(std::string code, const JsonPath& at, std::string_view message,
                       std::string hint) {
  if (list_.size() == kMaxJsonProblems) {
    ++not_kept_;
    return;
  }
  const auto where = to_string(at);
  list_.push_back(
      {.code = std::move(code),
       .message = fmt::format("{}: {}", where.empty() ? "the document" : where, message),
       .hint = std::move(hint),
       .pointer = to_pointer(at)});
}

void JsonProblems::wrong_type(const JsonPath& at, std::string_view expected,
                              const boost::json::value& found) {
  add("json.type", at, fmt::format("expected {}, got {}", expected, describe_kind(found)));
}

void JsonProblems::unknown_name(const JsonPath& at, std::string_view found,
                                std::string_view known) {
  add("json.unknown-name", at, fmt::format("{} is not one of: {}", quote(found), known));
}

void JsonProblems::unknown_fields(const JsonPath& at, const boost::json::object& object,
                                  std::span<const std::string_view> known) {
  for (const auto& field : object) {
    if (std::ranges::find(known, std::string_view(field.key())) != known.end()) continue;
    add("json.unknown-field", JsonPath{.outer = &at, .field = field.key()}, "unknown field",
        fmt::format("known fields: {}", fmt::join(known, ", ")));
  }
}

Error JsonProblems::error() && {
  const auto more = list_.size() - 1 + not_kept_;
  auto message = list_.front().message;
  if (more > 0) message += fmt::format(" (and {} more)", more);
  return {
      .code = ErrorCode::kInvalid, .message = std::move(message), .diagnostics = std::move(list_)};
}

namespace {

Result<boost::json::value> parse(std::string_view text, boost::json::storage_ptr storage,
                                 std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    return refuse(
        "json.too-large", Span{},
        fmt::format("the JSON document has {} bytes; the limit is {}", text.size(), max_bytes));
  }
  boost::json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  boost::json::parser parser(std::move(storage), options);
  boost::system::error_code failure;
  const auto read = parser.write(text.data(), text.size(), failure);
  if (!failure) return parser.release();
  const auto at = SourceText("", text).position(read);
  const auto* const code =
      failure == boost::json::error::too_deep ? "json.too-deep" : "json.syntax";
  return refuse(code, {at, at},
                fmt::format("line {}, column {}: not valid JSON ({})", at.line, at.column,
                            failure.message()));
}

}  // namespace

Result<boost::json::value> parse_json(std::string_view text, boost::json::storage_ptr storage) {
  return parse(text, std::move(storage), kMaxJsonBytes);
}

Result<boost::json::value> parse_answer(std::string_view text) {
  return parse(text, {}, kMaxAnswerBytes);
}

boost::json::value parse_own_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = std::numeric_limits<std::size_t>::max();
  boost::json::parser parser({}, options);
  boost::system::error_code failure;
  parser.write(text.data(), text.size(), failure);
  FETTLE_CHECK(!failure);
  return parser.release();
}

}  // namespace fettle

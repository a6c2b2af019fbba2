// The problems of one JSON document, each with the path of the value that it speaks of, and the
// parser under its limits. Collects; never stops at the first problem, but keeps a bounded number.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fettle {

inline constexpr std::size_t kMaxJsonBytes = 16U << 20U;
inline constexpr std::size_t kMaxJsonDepth = 32;
inline constexpr std::size_t kMaxJsonProblems = 50;

/// Where in a document a value stands: links on the stack of the reader, from the value outwards,
/// which become text only when there is a problem to tell.
struct JsonPath {
  const JsonPath* outer = nullptr;  ///< none: the document itself
  std::string_view field;           ///< of an object; not used when `outer` is an array
  std::size_t index = 0;            ///< of an array, from 0
  bool in_array = false;
};

/// `steps[0].command`; the document itself is empty. Unusual field names are quoted and cut.
std::string to_string(const JsonPath& path);
/// `/steps/0/command` (RFC 6901).
std::string to_pointer(const JsonPath& path);

class JsonProblems {
 public:
  void add(std::string code, const JsonPath& at, std::string_view message, std::string hint = {});
  /// `expected` is a phrase such as "an array".
  void wrong_type(const JsonPath& at, std::string_view expected, const boost::json::value& found);
  void unknown_name(const JsonPath& at, std::string_view found, std::string_view known);
  /// One for each field of `object` that is not in `known`.
  void unknown_fields(const JsonPath& at, const boost::json::object& object,
                      std::span<const std::string_view> known);

  bool empty() const { return list_.empty(); }
  /// kInvalid with the problems in the order of the document; the message is the first one's.
  Error error() &&;

 private:
  std::vector<Diagnostic> list_;
  std::size_t not_kept_ = 0;
};

/// Refuses what is larger than kMaxJsonBytes or nested deeper than kMaxJsonDepth; a syntax error
/// names its line and column.
Result<boost::json::value> parse_json(std::string_view text, boost::json::storage_ptr storage = {});

/// For text that to_json has written: no limits, and no way to fail.
boost::json::value parse_own_json(std::string_view text);

}  // namespace fettle

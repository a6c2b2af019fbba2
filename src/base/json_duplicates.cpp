#include "base/json_duplicates.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstdint>
#include <set>
#include <vector>

#include "base/json_problems.hpp"

namespace fettle {
namespace {

namespace json = boost::json;
using Failure = json::error_code;
using View = json::string_view;

/// What the parser calls; false ends it.
struct Names {
  static constexpr std::size_t max_array_size = std::string::npos;
  static constexpr std::size_t max_object_size = std::string::npos;
  static constexpr std::size_t max_string_size = std::string::npos;
  static constexpr std::size_t max_key_size = std::string::npos;

  static bool on_document_begin(Failure&) { return true; }
  static bool on_document_end(Failure&) { return true; }
  static bool on_array_begin(Failure&) { return true; }
  static bool on_array_end(std::size_t, Failure&) { return true; }
  bool on_object_begin(Failure&) {
    open.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, Failure&) {
    open.pop_back();
    return true;
  }
  bool on_key_part(View part, std::size_t, Failure&) {
    name.append(part.data(), part.size());
    return true;
  }
  bool on_key(View part, std::size_t, Failure& failure) {
    name.append(part.data(), part.size());
    if (!open.back().insert(name).second) {
      found = name;
      failure = json::error::extra_data;
      return false;
    }
    name.clear();
    return true;
  }
  static bool on_string_part(View, std::size_t, Failure&) { return true; }
  static bool on_string(View, std::size_t, Failure&) { return true; }
  static bool on_number_part(View, Failure&) { return true; }
  static bool on_int64(std::int64_t, View, Failure&) { return true; }
  static bool on_uint64(std::uint64_t, View, Failure&) { return true; }
  static bool on_double(double, View, Failure&) { return true; }
  static bool on_bool(bool, Failure&) { return true; }
  static bool on_null(Failure&) { return true; }
  static bool on_comment_part(View, Failure&) { return true; }
  static bool on_comment(View, Failure&) { return true; }

  std::vector<std::set<std::string>> open;  ///< names of the objects that are not at their end
  std::string name;
  std::optional<std::string> found;
};

}  // namespace

std::optional<std::string> find_duplicate_name(std::string_view text) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  json::basic_parser<Names> parser(options);
  Failure failure;
  parser.write_some(false, text.data(), text.size(), failure);
  return std::move(parser.handler().found);
}

}  // namespace fettle

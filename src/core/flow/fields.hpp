// Typed access to the keys of one YAML mapping. FieldReader reads them with defaults and limits,
// reports every problem with its place and goes on, and at the end refuses keys that nobody
// asked for. FieldWriter is its mirror: keys that differ from their defaults, in order.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/enum_name.hpp"
#include "base/span.hpp"
#include "core/document/yaml.hpp"
#include "core/document/yaml_write.hpp"

namespace fettle::flow {

/// Least and greatest number that a key takes.
struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

inline constexpr std::int64_t kSecondsMax = std::int64_t{7} * 86'400;
inline constexpr std::int64_t kMinutesMax = std::int64_t{30} * 1'440;

class FieldReader {
 public:
  /// `subject` names the mapping in messages: "step 2". Where `node` is no mapping that is
  /// reported, and every key counts as absent.
  FieldReader(const document::Node& node, std::string subject, Diagnostics& diagnostics);

  /// The value of `key`, or null when it is absent or null.
  const document::Node* find(std::string_view key);
  /// The same; its absence is an error.
  const document::Node* require(std::string_view key);

  /// Text of any scalar, as written: `8080` and `true` are text here.
  std::optional<Located<std::string>> text(std::string_view key);
  /// The same of a value that was found already.
  std::optional<Located<std::string>> text_of(const document::Node& node, std::string_view key);
  /// Absent or blank is an error.
  std::optional<Located<std::string>> require_text(std::string_view key);
  std::string text_or(std::string_view key, std::string_view fallback);
  /// A list of texts; one text alone is an error.
  std::vector<Located<std::string>> texts(std::string_view key);
  std::optional<Located<bool>> flag(std::string_view key);
  bool flag_or(std::string_view key, bool fallback);
  std::optional<std::int64_t> integer(std::string_view key, Range range);
  std::int64_t integer_or(std::string_view key, Range range, std::int64_t fallback);
  std::chrono::seconds seconds_or(std::string_view key, std::chrono::seconds fallback);

  /// One of the words that `allowed` holds.
  template <class E>
  std::optional<E> choice(std::string_view key,
                          std::span<const NamedValue<E>> allowed = kNamedValues<E>) {
    const auto* node = find(key);
    return node == nullptr ? std::nullopt : choice_of<E>(*node, key, allowed);
  }
  template <class E>
  std::optional<E> choice_of(const document::Node& node, std::string_view key,
                             std::span<const NamedValue<E>> allowed = kNamedValues<E>);

  /// Refuses each key of the mapping that was never asked for; call it last.
  void refuse_unknown();
  /// Reports `key`, where given, as one that has no place here, and why.
  void refuse(std::string_view key, std::string_view why);

  bool is_valid() const { return node_.is_mapping(); }
  bool has(std::string_view key) const;
  Span span() const { return node_.span; }
  Span key_span(std::string_view key) const;
  const std::string& subject() const { return subject_; }
  Diagnostics& diagnostics() { return diagnostics_; }

 private:
  void wrong_kind(const document::Node& node, std::string_view key, std::string_view wanted);
  void unknown_value(const document::Node& node, std::string_view key,
                     std::span<const std::string_view> known);

  const document::Node& node_;
  std::string subject_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> refused_;
};

template <class E>
std::optional<E> FieldReader::choice_of(const document::Node& node, std::string_view key,
                                        std::span<const NamedValue<E>> allowed) {
  std::vector<std::string_view> known;
  for (const auto& [value, name] : allowed) {
    if (node.is_scalar() && node.text == name.view()) return value;
    known.push_back(name.view());
  }
  unknown_value(node, key, known);
  return std::nullopt;
}

/// Whether keys whose value is the default are written: not into a plan's text, which stays short
/// that way, but for who wants to see what holds.
enum class Defaults { kLeftOut, kWritten };

class FieldWriter {
 public:
  explicit FieldWriter(Defaults defaults = Defaults::kLeftOut) : defaults_(defaults) {}
  Defaults defaults() const { return defaults_; }
  bool leaves_out_defaults() const { return defaults_ == Defaults::kLeftOut; }

  void text(std::string_view key, std::string_view value);
  /// Where defaults are left out, leaves the key out when `value` is `fallback`.
  void text_unless(std::string_view key, std::string_view value, std::string_view fallback);
  void integer_unless(std::string_view key, std::int64_t value, std::int64_t fallback);
  void flag_unless(std::string_view key, bool value, bool fallback);
  void texts(std::string_view key, const std::vector<std::string>& values);
  void texts(std::string_view key, const std::vector<Located<std::string>>& values);
  /// An empty list or mapping counts as a default.
  void node(std::string_view key, document::Node value);

  document::Node take() && { return std::move(mapping_); }

 private:
  Defaults defaults_;
  document::Node mapping_ = document::mapping_node({});
};

}  // namespace fettle::flow

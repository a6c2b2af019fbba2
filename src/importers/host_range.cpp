#include "importers/host_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/fleet/target_spec.hpp"

namespace fettle::importers {
namespace {

constexpr std::size_t kNameMax = 253;
constexpr std::size_t kDigitsMax = 9;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

using Problem = std::unexpected<std::string>;

/// Text, then a range that follows it: `web[01:10]` or, where count is 0, text alone.
struct Part {
  std::string_view text;
  std::size_t first = 0;
  std::size_t step = 1;
  std::size_t count = 0;
  std::size_t width = 0;  ///< numbers are filled with zeros to it
  bool letters = false;
};

std::expected<std::size_t, std::string> number(std::string_view text) {
  std::size_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || text.size() > kDigitsMax) {
    return Problem("has a range whose bounds are neither two numbers nor two letters");
  }
  return value;
}

bool is_letter(std::string_view text) { return text.size() == 1 && kLetters.contains(text[0]); }

/// Fills in `part` from what stands between two brackets.
std::expected<void, std::string> read_range(std::string_view range, Part& part) {
  const auto colon = range.find(':');
  if (colon == std::string_view::npos) return Problem("has a range that is not [first:last]");
  const auto second = range.find(':', colon + 1);
  const auto begin = colon == 0 ? "0" : range.substr(0, colon);
  const auto end = range.substr(
      colon + 1, second == std::string_view::npos ? std::string_view::npos : second - colon - 1);
  if (end.empty()) return Problem("has a range without a last value");
  if (second != std::string_view::npos) {
    const auto step = number(range.substr(second + 1));
    if (!step || *step == 0) return Problem("has a range whose step is no number from 1");
    part.step = *step;
  }
  part.letters = is_letter(begin) && is_letter(end);
  const auto first = part.letters ? kLetters.find(begin) : number(begin);
  const auto last = part.letters ? kLetters.find(end) : number(end);
  if (!first) return Problem(first.error());
  if (!last) return Problem(last.error());
  if (*first > *last) return Problem("has a range that ends before it begins");
  if (!part.letters && begin.size() > 1 && begin.front() == '0') {
    if (begin.size() != end.size()) return Problem("has a zero-filled range of unequal lengths");
    part.width = begin.size();
  }
  part.first = *first;
  part.count = (*last - *first) / part.step + 1;
  return {};
}

std::expected<std::vector<Part>, std::string> split_parts(std::string_view pattern) {
  std::vector<Part> parts;
  while (!pattern.empty()) {
    const auto open = std::min(pattern.find('['), pattern.size());
    Part part{.text = pattern.substr(0, open)};
    pattern.remove_prefix(open);
    if (!pattern.empty()) {
      const auto close = pattern.find(']');
      if (close == std::string_view::npos) return Problem("has no closing bracket");
      if (auto read = read_range(pattern.substr(1, close - 1), part); !read) {
        return Problem(read.error());
      }
      pattern.remove_prefix(close + 1);
    }
    parts.push_back(part);
  }
  return parts;
}

std::string member(const Part& part, std::size_t index) {
  const auto value = part.first + (index * part.step);
  return part.letters ? std::string(1, kLetters[value]) : fmt::format("{:0{}}", value, part.width);
}

std::vector<std::string> expand(const std::vector<Part>& parts) {
  std::vector<std::string> names{""};
  for (const auto& part : parts) {
    std::vector<std::string> longer;
    for (const auto& name : names) {
      if (part.count == 0) longer.push_back(name + std::string(part.text));
      for (std::size_t i = 0; i < part.count; ++i) {
        longer.push_back(name + std::string(part.text) + member(part, i));
      }
    }
    names = std::move(longer);
  }
  return names;
}

/// The last colon outside brackets, or npos; an IPv6 address without brackets has no port.
std::size_t port_colon(std::string_view pattern) {
  if (pattern.starts_with('[') && pattern.contains("]:")) return pattern.rfind("]:") + 1;
  if (!pattern.contains('[') && fleet::host_problem(pattern).empty()) return std::string_view::npos;
  const auto colon = pattern.rfind(':');
  const auto close = pattern.rfind(']');
  const bool inside =
      colon != std::string_view::npos && close != std::string_view::npos && colon < close;
  return inside ? std::string_view::npos : colon;
}

/// An IPv6 address in brackets, as it stands before a port, without them; else nothing.
std::string_view bracketed_address(std::string_view pattern) {
  if (!pattern.starts_with('[') || !pattern.ends_with(']')) return {};
  const auto inside = pattern.substr(1, pattern.size() - 2);
  const auto colons = std::ranges::count(inside, ':');
  return colons > 1 && fleet::host_problem(inside).empty() ? inside : std::string_view{};
}

}  // namespace

std::expected<HostPattern, std::string> expand_hosts(std::string_view pattern,
                                                     std::size_t names_max) {
  HostPattern result;
  if (const auto colon = port_colon(pattern); colon != std::string_view::npos) {
    const auto port = fleet::parse_port(pattern.substr(colon + 1));
    if (!port) return Problem(port.error());
    result.port = *port;
    pattern = pattern.substr(0, colon);
  }
  if (const auto address = bracketed_address(pattern); !address.empty()) {
    result.names.emplace_back(address);
    return result;
  }
  if (pattern.size() > kNameMax) return Problem("is longer than 253 characters");
  const auto parts = split_parts(pattern);
  if (!parts) return Problem(parts.error());
  std::size_t count = 1;
  for (const auto& part : *parts) {
    count *= std::max<std::size_t>(part.count, 1);
    if (count > names_max) return Problem(fmt::format("stands for more than {} hosts", names_max));
  }
  result.names = expand(*parts);
  const auto problem = name_problem(result.names.front());
  if (!problem.empty()) return Problem(problem);
  return result;
}

std::string name_problem(std::string_view name) {
  if (name.empty()) return "is empty";
  if (name.size() > kNameMax) return "is longer than 253 characters";
  if (name.front() == '-') return "begins with a hyphen";
  const auto allowed = [](char c) {
    return kLetters.contains(c) || (c >= '0' && c <= '9') ||
           std::string_view("._:%@/+~-").contains(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  if (!std::ranges::all_of(name, allowed)) return "has a character that no name may have";
  return {};
}

}  // namespace fettle::importers

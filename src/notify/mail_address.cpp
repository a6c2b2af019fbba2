#include "notify/mail_address.hpp"

#include <algorithm>
#include <cstddef>

namespace fettle::notify {
namespace {

constexpr std::size_t kAddressBytesMax = 254;

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  const bool has_parts = at != std::string_view::npos && at > 0 && at + 1 < text.size();
  if (!has_parts || text.find('@', at + 1) != std::string_view::npos) return false;
  if (text.size() > kAddressBytesMax || text.starts_with('-')) return false;
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7F' &&
           std::string_view("()<>[]:;,\\\"").find(c) == std::string_view::npos;
  });
}

}  // namespace fettle::notify

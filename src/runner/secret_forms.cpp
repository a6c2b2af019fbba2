#include "runner/secret_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace fettle::runner {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The characters of base64 that `secret` alone decides when `before` bytes of a group of three
/// stand before it.
std::string base64_core(std::string_view secret, std::size_t before) {
  std::string bytes(before, '\0');
  bytes += secret;
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) {
      text += kAlphabet[(bits >> static_cast<unsigned>(count - 6)) & 0x3FU];
    }
  }
  return text.substr(before == 0 ? 0 : before + 1);
}

/// `kept` are left as they are besides letters and digits.
std::string url_encoded(std::string_view secret, std::string_view format, bool plus_for_space,
                        std::string_view kept) {
  std::string text;
  for (const char c : secret) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kept.contains(c);
    if (plain) {
      text += c;
    } else if (c == ' ' && plus_for_space) {
      text += '+';
    } else {
      text +=
          fmt::format(fmt::runtime(format), static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return text;
}

std::string json_escaped(std::string_view secret) {
  std::string text;
  for (const char c : secret) {
    if (c == '"' || c == '\\') {
      text.append(1, '\\').append(1, c);
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\t') {
      text += "\\t";
    } else if (c == '\r') {
      text += "\\r";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      text += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      text += c;
    }
  }
  return text;
}

std::string replaced(std::string_view secret, char old, std::string_view by) {
  std::string text;
  for (const char c : secret) {
    if (c == old) {
      text += by;
    } else {
      text += c;
    }
  }
  return text;
}

std::string with_backslashes(std::string_view secret, std::string_view special) {
  std::string text;
  for (const char c : secret) {
    if (special.contains(c)) text += '\\';
    text += c;
  }
  return text;
}

/// Each byte by `format`.
std::string in_hex(std::string_view secret, std::string_view format) {
  std::string text;
  for (const char c : secret) {
    text += fmt::format(fmt::runtime(format), static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return text;
}

/// For HTML and XML. Programs differ in how they write which quotes.
std::string html_escaped(std::string_view secret, std::string_view quote,
                         std::string_view apostrophe) {
  std::string text;
  for (const char c : secret) {
    if (c == '&') {
      text += "&amp;";
    } else if (c == '<') {
      text += "&lt;";
    } else if (c == '>') {
      text += "&gt;";
    } else if (c == '"') {
      text += quote;
    } else if (c == '\'') {
      text += apostrophe;
    } else {
      text += c;
    }
  }
  return text;
}

/// What programs print of bytes and what pages hold of texts.
void add_printed_forms(std::string_view secret, std::vector<std::string>& forms) {
  for (const std::string_view format : {"{:02x}", "{:02X}", " {:02x}", " {:02X}", "\\x{:02x}"}) {
    forms.push_back(in_hex(secret, format));
  }
  for (const std::string_view quote : {"\"", "&quot;", "&#34;"}) {
    for (const std::string_view apostrophe : {"'", "&#39;", "&#x27;", "&apos;"}) {
      forms.push_back(html_escaped(secret, quote, apostrophe));
    }
  }
  forms.push_back(with_backslashes(secret, "\\'"));  // Python's repr, SQL of MySQL
  forms.push_back(replaced(secret, '\'', "''"));     // SQL, YAML
  forms.push_back(replaced(secret, '"', "\"\""));    // CSV
}

void add_forms(std::string_view secret, std::vector<std::string>& forms) {
  forms.emplace_back(secret);
  add_printed_forms(secret, forms);
  for (std::size_t before = 0; before < 3; ++before) {
    auto core = base64_core(secret, before);
    auto url_safe = core;
    std::ranges::replace(url_safe, '+', '-');
    std::ranges::replace(url_safe, '/', '_');
    forms.push_back(std::move(core));
    forms.push_back(std::move(url_safe));
  }
  for (const std::string_view format : {"%{:02X}", "%{:02x}"}) {
    // RFC 3986; with the slash that Python leaves; as JavaScript encodes a component, and an
    // address.
    for (const std::string_view kept : {"-_.~", "-_.~/", "-_.~!'()*", "-_.~!'()*;/?:@&=+$,#"}) {
      forms.push_back(url_encoded(secret, format, false, kept));
      forms.push_back(url_encoded(secret, format, true, kept));
    }
  }
  const auto json = json_escaped(secret);
  forms.push_back(replaced(json, '/', "\\/"));
  forms.push_back(json);
  forms.push_back(replaced(secret, '\'', "'\\''"));
  forms.push_back(replaced(secret, '\'', "'\"'\"'"));
  forms.push_back(with_backslashes(secret, "\\\"$`"));
  forms.push_back(with_backslashes(secret, " \t\\\"'$`;&|<>()[]{}*?!#~=%^,"));
  forms.push_back(with_backslashes(secret, " \t\\\"'$`;&|<>()[]{}*?!,^"));  // bash's `%q`
}

}  // namespace

std::vector<std::string> secret_forms(std::string_view secret, std::size_t longest) {
  std::vector<std::string> forms;
  if (secret.size() < kShortestSecret) return forms;
  if (secret.size() <= longest) add_forms(secret, forms);
  for (std::size_t begin = 0; secret.contains('\n') && begin < secret.size();) {
    const auto end = std::min(secret.find('\n', begin), secret.size());
    auto line = secret.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() >= kShortestSecret && line.size() <= longest) add_forms(line, forms);
    begin = end + 1;
  }
  std::erase_if(forms, [](const auto& form) { return form.size() < kShortestSecret; });
  std::ranges::sort(forms);
  const auto same = std::ranges::unique(forms);
  forms.erase(same.begin(), same.end());
  return forms;
}

}  // namespace fettle::runner

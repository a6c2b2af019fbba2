#include "api/static_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/sha256.hpp"

namespace fettle::api {
namespace {

constexpr std::string_view kPage = "index.html";
constexpr std::string_view kHashedFolder = "assets/";  // Vite puts a hash into each name there

using Pair = std::pair<std::string_view, std::string_view>;

// The best first.
constexpr std::array<Pair, 2> kEncodings{{{"br", ".br"}, {"gzip", ".gz"}}};

constexpr std::array<Pair, 7> kTypes{{{".css", "text/css; charset=utf-8"},
                                      {".html", "text/html; charset=utf-8"},
                                      {".js", "text/javascript; charset=utf-8"},
                                      {".json", "application/json"},
                                      {".svg", "image/svg+xml"},
                                      {".txt", "text/plain; charset=utf-8"},
                                      {".woff2", "font/woff2"}}};

std::string_view content_type(std::string_view name) {
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `take` with each part of a list, in order, until it returns true.
bool any_part(std::string_view list, char separator, const auto& take) {
  while (!list.empty()) {
    const auto end = list.find(separator);
    if (take(trimmed(list.substr(0, end)))) return true;
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return false;
}

// RFC 9110, 12.5.3; a weight of zero refuses.
bool accepts(std::string_view header, std::string_view encoding) {
  return any_part(header, ',', [&](std::string_view part) {
    const auto end = part.find(';');
    if (trimmed(part.substr(0, end)) != encoding) return false;
    if (end == std::string_view::npos) return true;
    const auto weight = trimmed(part.substr(end + 1));
    return weight.find_first_not_of("q=0.") != std::string_view::npos;
  });
}

bool names(std::string_view if_none_match, std::string_view etag) {
  return any_part(if_none_match, ',', [&](std::string_view part) {
    if (part.starts_with("W/")) part.remove_prefix(2);
    return part == etag || part == "*";
  });
}

bool has_extension(std::string_view path) {
  return path.find('.', path.find_last_of('/') + 1) != std::string_view::npos;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// The base path is a setting, but the page is HTML whatever it holds.
std::string attribute(std::string text) {
  replace_all(text, "&", "&amp;");
  replace_all(text, "\"", "&quot;");
  replace_all(text, "<", "&lt;");
  return text;
}

// Scripts come from files alone. Style elements that a library makes carry the nonce.
std::string content_security_policy(std::string_view nonce) {
  return fmt::format(
      "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data:; "
      "font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; "
      "base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
      nonce);
}

http::Response not_found(std::string_view path) {
  http::Response response;
  response.status = 404;
  response.headers = {{"Content-Type", "text/plain; charset=utf-8"},
                      {"X-Content-Type-Options", "nosniff"}};
  response.body = fmt::format("{}: no such file\n", path);
  return response;
}

}  // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files, std::string base_path)
    : base_path_(std::move(base_path)) {
  std::string etags;
  for (const EmbeddedFile& embedded : files) {
    auto* const encoding = std::ranges::find_if(
        kEncodings, [&](const Pair& pair) { return embedded.name.ends_with(pair.second); });
    if (encoding != kEncodings.end()) {
      const auto plain = embedded.name.substr(0, embedded.name.size() - encoding->second.size());
      files_[std::string(plain)].encoded[encoding->first] = embedded.bytes;
      continue;
    }
    File& file = files_[std::string(embedded.name)];
    file.plain = embedded.bytes;
    file.etag = fmt::format("\"{}\"", sha256_hex(embedded.bytes).substr(0, 16));
    etags += file.etag;
  }
  build_id_ = sha256_hex(etags).substr(0, 16);
}

http::Response StaticFiles::answer(const http::Request& request, ports::Random& random) const {
  std::string_view name = request.path;
  name.remove_prefix(name.starts_with('/') ? 1 : 0);
  const auto found = files_.find(name);
  if (found != files_.end() && name != kPage) return file(name, found->second, request);
  if (name != kPage && has_extension(name)) return not_found(request.path);
  return page(random);
}

http::Response StaticFiles::file(std::string_view name, const File& file,
                                 const http::Request& request) {
  http::Response response;
  response.headers = {
      {"Content-Type", std::string(content_type(name))},
      {"ETag", file.etag},
      {"Vary", "Accept-Encoding"},
      {"X-Content-Type-Options", "nosniff"},
      {"Cache-Control",
       name.starts_with(kHashedFolder) ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (names(request.header("If-None-Match"), file.etag)) {
    response.status = 304;
    return response;
  }
  response.body = file.plain;
  for (const auto& [encoding, ending] : kEncodings) {
    const auto encoded = file.encoded.find(encoding);
    if (encoded == file.encoded.end() || !accepts(request.header("Accept-Encoding"), encoding)) {
      continue;
    }
    response.body = encoded->second;
    response.headers.emplace_back("Content-Encoding", encoding);
    break;
  }
  return response;
}

// Without an ETag: a browser that kept the page would meet a policy with another nonce.
http::Response StaticFiles::page(ports::Random& random) const {
  const auto found = files_.find(kPage);
  if (found == files_.end()) return not_found(kPage);
  const std::string nonce = fmt::format("{:016x}{:016x}", random.bits(), random.bits());
  http::Response response;
  response.headers = {{"Content-Type", std::string(content_type(kPage))},
                      {"Cache-Control", "no-cache"},
                      {"Content-Security-Policy", content_security_policy(nonce)},
                      {"Referrer-Policy", "same-origin"},
                      {"X-Content-Type-Options", "nosniff"}};
  response.body = found->second.plain;
  replace_all(response.body, "%FETTLE_NONCE%", nonce);
  replace_all(response.body, "%FETTLE_BASE%", attribute(base_path_ + "/"));
  replace_all(response.body, "%FETTLE_BUILD%", build_id_);
  return response;
}

}  // namespace fettle::api

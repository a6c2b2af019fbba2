#include "api/http/message.hpp"

#include <algorithm>

namespace fettle::api::http {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string_view find_header(const Headers& headers, std::string_view name) {
  for (const auto& [known, value] : headers) {
    if (equal_names(known, name)) return value;
  }
  return {};
}

}  // namespace

bool equal_names(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view strong(std::string_view etag) {
  return etag.starts_with("W/") ? etag.substr(2) : etag;
}

bool has_already(const Request& request, std::string_view etag) {
  return !etag.empty() && strong(request.header("If-None-Match")) == etag;
}

std::string_view Request::header(std::string_view name) const { return find_header(headers, name); }

std::string_view Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, [](const auto& one) { return one.first; });
  return found == query.end() ? std::string_view() : found->second;
}

std::string_view Response::header(std::string_view name) const {
  return find_header(headers, name);
}

void Response::set(std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& one) { return equal_names(one.first, name); });
  headers.emplace_back(name, std::move(value));
}

}  // namespace fettle::api::http

// The dashboard's files as answers: content types, the encodings that were made at build time,
// caching and the content security policy. Never reads a disk and never answers for `/api`; the
// server asks here for what no route took. cmake/dashboard.cmake says how the files come about.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "base/embedded_file.hpp"
#include "ports/random.hpp"

namespace fettle::api {

class StaticFiles {
 public:
  /// `base_path` is what people's addresses begin with: `` or `/fettle`.
  StaticFiles(std::span<const EmbeddedFile> files, std::string base_path);

  /// Of a GET or HEAD; the caller leaves the body of the latter out. A path that names no file is
  /// the application's own and gets its page, unless its last part has an extension: that is 404.
  http::Response answer(const http::Request& request, ports::Random& random) const;

  /// Changes with any file. Pages carry it, so that an open one can tell that it is out of date.
  const std::string& build_id() const { return build_id_; }

 private:
  struct File {
    std::string_view plain;
    std::map<std::string_view, std::string_view> encoded;  ///< `br`, `gzip`
    std::string etag;
  };

  http::Response page(ports::Random& random) const;
  static http::Response file(std::string_view name, const File& file, const http::Request& request);

  std::map<std::string, File, std::less<>> files_;
  std::string base_path_;
  std::string build_id_;
};

}  // namespace fettle::api

#include "api/static_files.hpp"

#include <gtest/gtest.h>

#include <array>

#include "embedded/dashboard.hpp"

namespace fettle::api {
namespace {

class CountingRandom : public ports::Random {
 public:
  std::uint64_t bits() override { return ++bits_; }

 private:
  std::uint64_t bits_ = 0;
};

constexpr std::array<EmbeddedFile, 5> kFiles{
    {{"assets/main-1a2b.js", "main()"},
     {"assets/main-1a2b.js.br", "BR"},
     {"assets/main-1a2b.js.gz", "GZ"},
     {"index.html", "<base href=\"%FETTLE_BASE%\"><style nonce=\"%FETTLE_NONCE%\"></style>"},
     {"theme.js", "theme()"}}};

http::Response get(std::string path, http::Headers headers = {}) {
  CountingRandom random;
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return StaticFiles(kFiles, "/fettle").answer(request, random);
}

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

TEST(StaticFiles, AHashedFileIsKeptForEver) {
  const auto response = get("/assets/main-1a2b.js");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "main()");
  EXPECT_EQ(header(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST(StaticFiles, AFileWithoutAHashIsAskedForAgain) {
  EXPECT_EQ(header(get("/theme.js"), "Cache-Control"), "no-cache");
}

TEST(StaticFiles, TheBestAcceptedEncodingIsSent) {
  EXPECT_EQ(get("/assets/main-1a2b.js", {{"Accept-Encoding", "gzip, deflate, br"}}).body, "BR");
  EXPECT_EQ(get("/assets/main-1a2b.js", {{"Accept-Encoding", "gzip;q=0.8"}}).body, "GZ");
  EXPECT_EQ(get("/assets/main-1a2b.js", {{"Accept-Encoding", "br;q=0, gzip;q=0.0"}}).body,
            "main()");
}

TEST(StaticFiles, AnEncodedAnswerSaysSo) {
  const auto response = get("/assets/main-1a2b.js", {{"Accept-Encoding", "br"}});
  EXPECT_EQ(header(response, "Content-Encoding"), "br");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
}

TEST(StaticFiles, WhatTheBrowserHasIsNotSentAgain) {
  const auto etag = header(get("/theme.js"), "ETag");
  const auto response = get("/theme.js", {{"If-None-Match", "\"other\", W/" + etag}});
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
}

TEST(StaticFiles, EveryPathOfTheApplicationGetsThePage) {
  for (const auto* path : {"/", "/index.html", "/flows/0192/maintenance", "/trees"}) {
    EXPECT_EQ(get(path).body,
              "<base href=\"/fettle/\"><style nonce=\"00000000000000010000000000000002\"></style>")
        << path;
  }
}

TEST(StaticFiles, ThePolicyNamesTheNonceOfThisPageAndNoInlineScript) {
  const auto policy = header(get("/"), "Content-Security-Policy");
  EXPECT_NE(policy.find("'nonce-00000000000000010000000000000002'"), std::string::npos);
  EXPECT_NE(policy.find("script-src 'self';"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST(StaticFiles, ThePageHasNoETagBecauseItsNonceIsNew) { EXPECT_EQ(header(get("/"), "ETag"), ""); }

TEST(StaticFiles, AMissingFileIsNotThePage) {
  EXPECT_EQ(get("/assets/gone-1a2b.js").status, 404);
  EXPECT_EQ(get("/../etc/passwd.txt").status, 404);
}

TEST(StaticFiles, AnotherFileIsAnotherBuild) {
  const std::array<EmbeddedFile, 1> other{{{"index.html", "new"}}};
  EXPECT_NE(StaticFiles(kFiles, "").build_id(), StaticFiles(other, "").build_id());
}

TEST(StaticFiles, TheEmbeddedDashboardHasAPage) {
  CountingRandom random;
  const auto response = StaticFiles(embedded::dashboard(), "").answer({}, random);
  EXPECT_NE(response.body.find("<base href=\"/\""), std::string::npos);
  EXPECT_EQ(response.body.find("%FETTLE"), std::string::npos);
}

}  // namespace
}  // namespace fettle::api

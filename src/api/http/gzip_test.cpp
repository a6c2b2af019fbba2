#include "api/http/gzip.hpp"

#include <gmock/gmock.h>

namespace fettle::api::http {
namespace {

Response json_of_size(std::size_t size) {
  Response response;
  response.set("Content-Type", "application/json");
  response.body.assign(size, ' ');
  return response;
}

const Request kTaking{.headers = {{"Accept-Encoding", "br, gzip"}}};

TEST(Gzip, MakesLargeJsonSmaller) {
  auto response = json_of_size(10'000);
  compress(response, kTaking);
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  EXPECT_TRUE(response.body.starts_with("\x1F\x8B"));
  EXPECT_LT(response.body.size(), 200);
}

TEST(Gzip, LeavesTheRestAsItIs) {
  auto small = json_of_size(kGzipBytesMin - 1);
  compress(small, kTaking);
  EXPECT_EQ(small.header("Content-Encoding"), "");
  auto text = json_of_size(10'000);
  text.set("Content-Type", "text/csv");
  compress(text, kTaking);
  EXPECT_EQ(text.header("Content-Encoding"), "");
  auto encoded = json_of_size(10'000);
  encoded.set("Content-Encoding", "br");
  compress(encoded, kTaking);
  EXPECT_EQ(encoded.body.size(), 10'000);
  auto plain = json_of_size(10'000);
  compress(plain, Request{});
  EXPECT_EQ(plain.header("Content-Encoding"), "");
}

TEST(Gzip, IsTakenByWhoeverSaysSo) {
  for (const auto* accepted : {"gzip", "br, GZIP;q=0.5", "*", " deflate , gzip ; q=1"}) {
    EXPECT_TRUE(accepts_gzip(accepted)) << accepted;
  }
  for (const auto* accepted : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", ",,;"}) {
    EXPECT_FALSE(accepts_gzip(accepted)) << accepted;
  }
}

}  // namespace
}  // namespace fettle::api::http

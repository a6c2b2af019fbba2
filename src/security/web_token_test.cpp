// Signed tokens, by the examples of RFC 7515 (appendix A.2 and A.3) and by what isn't one.
#include "security/web_token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "security/encoding.hpp"

namespace fettle::security {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kRsaKey =
    R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4q)"
    R"(PCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0L)"
    R"(OL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5Zw)"
    R"(Kh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ")"
    R"(,"e":"AQAB"})";
const std::string kCurveKey =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
const std::string kPayload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";
const std::string kRsaToken =
    "eyJhbGciOiJSUzI1NiJ9." + kPayload +
    ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
    "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1"
    "L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYE"
    "UipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
const std::string kCurveToken =
    "eyJhbGciOiJFUzI1NiJ9." + kPayload +
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

std::vector<WebKey> keys_of(const std::string& list) {
  return read_web_keys(R"({"keys":[)" + list + "]}").value();
}

bool fits(const std::string& token, const std::string& keys) {
  const auto read = read_web_token(token);
  return read && is_signed(*read, keys_of(keys));
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(WebToken, IsSignedAsTheStandardsExamplesAre) {
  EXPECT_TRUE(fits(kRsaToken, kRsaKey));
  EXPECT_TRUE(fits(kCurveToken, kCurveKey));
  EXPECT_TRUE(fits(kCurveToken, kRsaKey + "," + kCurveKey));
  EXPECT_THAT(read_web_token(kRsaToken)->payload, HasSubstr(R"("iss":"joe")"));
}

TEST(WebToken, IsNotSignedByAnotherKey) {
  EXPECT_FALSE(fits(kRsaToken, kCurveKey));
  EXPECT_FALSE(fits(kCurveToken, kRsaKey));
  EXPECT_FALSE(fits(kCurveToken, ""));
}

TEST(WebToken, IsNotSignedOnceALetterHasChanged) {
  for (const auto& [token, key] : {std::pair(kRsaToken, kRsaKey), {kCurveToken, kCurveKey}}) {
    EXPECT_FALSE(fits(with(token, "eyJpc3Mi", "eyJpc3Mj"), key));
    EXPECT_FALSE(fits(token.substr(0, token.size() - 4), key));
    EXPECT_FALSE(fits(token.substr(0, token.rfind('.') + 1), key)) << "without a signature";
  }
}

TEST(WebToken, IsNotSignedWithAnAlgorithmThatItsKeyIsNotFor) {
  for (const auto* header : {R"({"alg":"none"})", R"({"alg":"HS256"})", R"({"alg":"ES256"})",
                             R"({"alg":"rs256"})", R"({})"}) {
    const auto token = to_base64(header) + kRsaToken.substr(kRsaToken.find('.'));
    EXPECT_FALSE(fits(token, kRsaKey)) << header;
  }
}

TEST(WebToken, IsHeldAgainstTheKeyThatItNames) {
  const auto named = R"({"kid":"b",)" + kRsaKey.substr(1);
  EXPECT_TRUE(fits(kRsaToken, named)) << "it names none";
  auto token = read_web_token(kRsaToken).value();
  token.key_id = "a";
  EXPECT_FALSE(is_signed(token, keys_of(named)));
  token.key_id = "b";
  EXPECT_TRUE(is_signed(token, keys_of(named)));
}

TEST(WebToken, IsThreePartsOfBase64) {
  for (const auto* text :
       {"", ".", "..", "a.b", "a.b.c.d", "!.e30.e30", "e30.!.e30", "e30.e30.!", "W10.e30.e30"}) {
    EXPECT_FALSE(read_web_token(text)) << text;
  }
  EXPECT_FALSE(read_web_token("e30.e30." + std::string(40'000, 'a')));
  EXPECT_FALSE(read_web_token(to_base64(R"({"alg":"RS256","crit":["b64"]})") + ".e30.e30"));
}

TEST(WebKeys, AreLeftOutWhereTheyAreOfNoUse) {
  for (const auto& key : {
           std::string(R"({"kty":"oct","k":"AAAA"})"),
           std::string("1"),
           std::string("{}"),
           with(kRsaKey, R"("kty")", R"("use":"enc","kty")"),
           with(kRsaKey, R"("kty")", R"("alg":"RS512","kty")"),
           with(kRsaKey, R"("n":"ofgW)", R"("n":"!)"),
           with(kRsaKey, R"("e":"AQAB")", R"("e":"")"),
           std::string(R"({"kty":"RSA","n":"ofgWCuLjybRl","e":"AQAB"})"),
           with(kCurveKey, "P-256", "P-384"),
           with(kCurveKey, "x_FE", "x_FF"),
           with(kCurveKey, R"("y":"x_FE)", R"("y":")"),
       }) {
    EXPECT_THAT(keys_of(key), IsEmpty()) << key;
  }
}

TEST(WebKeys, AreASetAndNoMoreThanItsBound) {
  for (const auto* text : {"", "[]", "{}", R"({"keys":{}})", "x"}) {
    EXPECT_FALSE(read_web_keys(text)) << text;
  }
  std::string many = kCurveKey;
  for (int i = 0; i < 200; ++i) many += "," + kCurveKey;
  EXPECT_THAT(keys_of(many), SizeIs(64));
}

}  // namespace
}  // namespace fettle::security

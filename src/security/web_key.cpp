#include "security/web_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json.hpp"
#include "security/encoding.hpp"

namespace fettle::security {

struct WebKey::Handle {
  explicit Handle(EVP_PKEY* made) : key(made) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { EVP_PKEY_free(key); }
  EVP_PKEY* key;
};

namespace {

constexpr std::string_view kRs256 = "RS256";
constexpr std::string_view kEs256 = "ES256";
constexpr std::size_t kKeysMax = 64;
constexpr int kRsaBitsMin = 2048;
constexpr std::size_t kRsaBytesMax = 1024;  // beyond, one signature takes too long
constexpr std::size_t kCoordinateBytes = 32;

struct Free {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
  void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Owned<BIGNUM> number_of(std::string_view bytes) {
  return Owned<BIGNUM>(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

using KeyHandle = std::shared_ptr<WebKey::Handle>;

/// Null where libcrypto refuses the numbers: a point beside its curve, say.
KeyHandle make_key(const char* kind, OSSL_PARAM_BLD* builder) {
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  const bool is_made =
      parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
  ERR_clear_error();
  return is_made ? std::make_shared<WebKey::Handle>(key) : nullptr;
}

KeyHandle rsa_key(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() > kRsaBytesMax || exponent.size() > sizeof(std::uint32_t)) return nullptr;
  const auto n = number_of(modulus);
  const auto e = number_of(exponent);
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  if (!n || !e || !builder || BN_num_bits(n.get()) < kRsaBitsMin) return nullptr;
  if (BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) != 0) return nullptr;
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return make_key("RSA", builder.get());
}

KeyHandle p256_key(std::string_view x, std::string_view y) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) return nullptr;
  const auto point = "\x04" + std::string(x) + std::string(y);
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  if (!builder) return nullptr;
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return make_key("EC", builder.get());
}

/// As libcrypto takes it (DER); empty where it is none.
std::string der_signature(std::string_view numbers) {
  if (numbers.size() != 2 * kCoordinateBytes) return {};
  auto r = number_of(numbers.substr(0, kCoordinateBytes));
  auto s = number_of(numbers.substr(kCoordinateBytes));
  const Owned<ECDSA_SIG> signature(ECDSA_SIG_new());
  if (!r || !s || !signature) return {};
  ECDSA_SIG_set0(signature.get(), r.release(), s.release());
  std::string der(static_cast<std::size_t>(std::max(0, i2d_ECDSA_SIG(signature.get(), nullptr))),
                  '\0');
  auto* end = reinterpret_cast<unsigned char*>(der.data());
  if (!der.empty()) i2d_ECDSA_SIG(signature.get(), &end);
  return der;
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? "" : std::string(*text);
}

std::string bytes_of(const boost::json::object& object, std::string_view name) {
  return from_base64(text_of(object, name)).value_or("");
}

std::optional<WebKey> read_key(const boost::json::object& object) {
  const auto use = text_of(object, "use");
  if (!use.empty() && use != "sig") return std::nullopt;
  const bool is_rsa = text_of(object, "kty") == "RSA";
  const bool is_p256 = text_of(object, "kty") == "EC" && text_of(object, "crv") == "P-256";
  const auto algorithm = is_rsa ? kRs256 : kEs256;
  const auto named = text_of(object, "alg");
  if ((!is_rsa && !is_p256) || (!named.empty() && named != algorithm)) return std::nullopt;
  auto key = is_rsa ? rsa_key(bytes_of(object, "n"), bytes_of(object, "e"))
                    : p256_key(bytes_of(object, "x"), bytes_of(object, "y"));
  if (!key) return std::nullopt;
  return WebKey(text_of(object, "kid"), algorithm, std::move(key));
}

}  // namespace

WebKey::WebKey(std::string id, std::string_view algorithm, std::shared_ptr<Handle> key)
    : id_(std::move(id)), algorithm_(algorithm), key_(std::move(key)) {}

bool WebKey::verifies(std::string_view text, std::string_view signature) const {
  const auto given = algorithm_ == kEs256 ? der_signature(signature) : std::string(signature);
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  const bool fits =
      context &&
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_->key) == 1 &&
      EVP_DigestVerify(context.get(), bytes_of(given), given.size(), bytes_of(text), text.size()) ==
          1;
  ERR_clear_error();
  return fits;
}

Result<std::vector<WebKey>> read_web_keys(std::string_view json) {
  FETTLE_TRY(document, parse_json(json));
  const auto* object = document.if_object();
  const auto* value = object == nullptr ? nullptr : object->if_contains("keys");
  const auto* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr) return fail(ErrorCode::kInvalid, "there is no set of keys in it");
  std::vector<WebKey> keys;
  for (const auto& one : *array) {
    if (keys.size() == kKeysMax || !one.is_object()) continue;
    if (auto key = read_key(one.get_object())) keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace fettle::security

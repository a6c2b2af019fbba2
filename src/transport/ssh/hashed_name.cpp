#include "transport/ssh/hashed_name.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>

// OpenSSL 3 wants its general interface used, which allocates for each hash: ten times the cost of
// the two blocks that are hashed here.
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

namespace fettle::transport {
namespace {

constexpr std::string_view kMagic = "|1|";
constexpr std::size_t kBlock = 64;
constexpr std::size_t kDigest = 20;
constexpr std::size_t kEncodedDigest = 28;
constexpr std::size_t kLengthBytes = 8;
constexpr char kInnerPad = 0x36;
constexpr char kOuterPad = 0x5c;

Sha1State after_blocks(const Sha1State& start, std::string_view blocks) {
  SHA_CTX context{};
  context.h0 = start[0];
  context.h1 = start[1];
  context.h2 = start[2];
  context.h3 = start[3];
  context.h4 = start[4];
  for (std::size_t i = 0; i < blocks.size(); i += kBlock)
    SHA1_Transform(&context, reinterpret_cast<const unsigned char*>(blocks.data() + i));
  return {context.h0, context.h1, context.h2, context.h3, context.h4};
}

Sha1State after_salt(std::string_view salt, char pad) {
  constexpr Sha1State kStart{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  std::string block(kBlock, pad);
  for (std::size_t i = 0; i < salt.size(); ++i) block[i] = static_cast<char>(block[i] ^ salt[i]);
  return after_blocks(kStart, block);
}

char byte_of(std::uint64_t value, std::size_t place) {
  return static_cast<char>(value >> (8 * place) & 0xff);
}

/// What follows one block that was hashed before, with the padding of SHA-1.
std::string pad(std::string_view text) {
  std::string blocks(text);
  blocks += '\x80';
  blocks.append((2 * kBlock - kLengthBytes - blocks.size() % kBlock) % kBlock, '\0');
  const std::uint64_t bits = (kBlock + text.size()) * 8;
  for (std::size_t place = kLengthBytes; place-- > 0;) blocks += byte_of(bits, place);
  return blocks;
}

std::optional<Sha1State> read_digest(std::string_view text) {
  const auto bytes = decode_base64(text);
  if (!bytes || bytes->size() != kDigest) return {};
  Sha1State state{};
  for (std::size_t i = 0; i < kDigest; ++i)
    state[i / 4] = state[i / 4] << 8 | static_cast<unsigned char>((*bytes)[i]);
  return state;
}

}  // namespace

std::optional<HashedName> read_hashed_name(std::string_view text) {
  if (!text.starts_with(kMagic)) return {};
  text.remove_prefix(kMagic.size());
  if (text.size() != 2 * kEncodedDigest + 1 || text[kEncodedDigest] != '|') return {};
  const auto salt = decode_base64(text.substr(0, kEncodedDigest));
  const auto digest = read_digest(text.substr(kEncodedDigest + 1));
  if (!salt || salt->size() != kDigest || !digest) return {};
  return HashedName{.inner = after_salt(*salt, kInnerPad),
                    .outer = after_salt(*salt, kOuterPad),
                    .digest = *digest};
}

HashedNameProbe::HashedNameProbe(std::string_view name) : blocks_(pad(name)) {}

bool HashedNameProbe::matches(const HashedName& hidden) const {
  const Sha1State inner = after_blocks(hidden.inner, blocks_);
  std::array<char, kBlock> block{};
  for (std::size_t i = 0; i < kDigest; ++i) block[i] = byte_of(inner[i / 4], 3 - i % 4);
  block[kDigest] = '\x80';
  constexpr std::size_t kBits = (kBlock + kDigest) * 8;
  block[kBlock - 2] = byte_of(kBits, 1);
  block[kBlock - 1] = byte_of(kBits, 0);
  return after_blocks(hidden.outer, {block.data(), block.size()}) == hidden.digest;
}

bool is_base64(std::string_view text) {
  const auto is_digit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  };
  if (text.empty() || text.size() % 4 != 0) return false;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return std::ranges::all_of(text, is_digit);
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (!is_base64(text)) return {};
  std::string bytes(text.size() / 4 * 3, '\0');
  const int count = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                    reinterpret_cast<const unsigned char*>(text.data()),
                                    static_cast<int>(text.size()));
  if (count < 0) return {};
  const auto padding =
      static_cast<std::size_t>(std::ranges::count(text.substr(text.size() - 2), '='));
  bytes.resize(static_cast<std::size_t>(count) - padding);
  return bytes;
}

}  // namespace fettle::transport

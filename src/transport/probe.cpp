#include "transport/probe.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "transport/os/system_random.hpp"
#include "transport/receipts/answer.hpp"
#include "transport/receipts/become.hpp"
#include "transport/receipts/script.hpp"
#include "transport/ssh/ssh_link.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kAnswerMax = std::size_t{16} * 1024;
constexpr std::size_t kFactMax = 200;

/// Each says one line `NAME=value`, by what every POSIX system has; os-release(5) is read, not run.
constexpr std::string_view kLook = R"sh(
echo "kernel=$(uname -s) $(uname -r)"
echo "architecture=$(uname -m)"
echo "hostname=$(uname -n)"
for f in /etc/os-release /usr/lib/os-release; do
  [ -r "$f" ] || continue
  sed -n -e 's/^ID=/os_id=/p' -e 's/^ID_LIKE=/os_like=/p' -e 's/^PRETTY_NAME=/os_name=/p' "$f"
  break
done
exit 0
)sh";

constexpr std::array<std::string_view, 6> kNames{"architecture", "hostname", "kernel",
                                                 "os_id",        "os_like",  "os_name"};

class Look : public ExecListener {
 public:
  explicit Look(const Challenge& challenge) : marker_(challenge) {}
  void out(std::string_view bytes) override {
    const auto answer = marker_.feed(bytes);
    answer_ += answer.substr(0, kAnswerMax - std::min(kAnswerMax, answer_.size()));
  }
  void err(std::string_view bytes) override {
    errors_ += bytes.substr(0, kAnswerMax - std::min(kAnswerMax, errors_.size()));
  }
  bool cancelled() const override { return marker_.flooded(); }
  bool has_shell() const { return marker_.found(); }
  std::string words() const { return marker_.noise() + errors_; }
  const std::string& answer() const { return answer_; }

 private:
  MarkerReader marker_;
  std::string answer_;
  std::string errors_;
};

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; }

std::string unquoted(std::string_view value) {
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  std::string text(value.substr(0, kFactMax));
  std::erase_if(text, [](char c) { return !is_plain(c) || (c & 0x80) != 0; });
  return text;
}

/// `debian`, `rhel`, ...: what a system says that it is like, else what it is.
std::string family_of(const std::map<std::string, std::string>& facts) {
  const auto like = facts.find("os_like");
  if (like != facts.end() && !like->second.empty())
    return like->second.substr(0, like->second.find(' '));
  const auto id = facts.find("os_id");
  if (id != facts.end()) return id->second;
  const auto kernel = facts.find("kernel");
  return kernel == facts.end() ? "" : kernel->second.substr(0, kernel->second.find(' '));
}

std::map<std::string, std::string> read_facts(std::string_view answer) {
  std::map<std::string, std::string> facts;
  while (!answer.empty()) {
    const auto line = answer.substr(0, answer.find('\n'));
    answer.remove_prefix(std::min(answer.size(), line.size() + 1));
    const auto name = line.substr(0, line.find('='));
    if (name.size() == line.size() || std::ranges::find(kNames, name) == kNames.end()) continue;
    facts.emplace(name, unquoted(line.substr(name.size() + 1)));
  }
  facts["os_family"] = family_of(facts);
  facts.erase("os_like");
  std::erase_if(facts, [](const auto& fact) { return fact.second.empty(); });
  return facts;
}

ports::HostKeyTrust trust_of(HostVerdict verdict) {
  switch (verdict) {
    case HostVerdict::kKnown:
      return ports::HostKeyTrust::kKnown;
    case HostVerdict::kUnknown:
      return ports::HostKeyTrust::kUnknown;
    case HostVerdict::kChanged:
      return ports::HostKeyTrust::kChanged;
    case HostVerdict::kRevoked:
      return ports::HostKeyTrust::kRevoked;
  }
  std::unreachable();
}

std::string problem_of(const ExecEnd& end, const Look& look) {
  if (end.kind == ExecEnd::Kind::kAbandoned && !look.cancelled())
    return "it let us in, and started no shell in time";
  if (end.kind != ExecEnd::Kind::kExited) return end.error.message;
  return why_no_shell({}, look.words());
}

}  // namespace

Awaitable<ports::ConnectionReport> probe(std::shared_ptr<Context> context, fleet::Server server,
                                         Deadline deadline) {
  ports::ConnectionReport report;
  SshLink link(context, std::move(server));
  const auto connected = co_await link.connect(deadline);
  if (const auto& seen = link.seen_host_key())
    report.host_key = ports::SeenHostKey{.type = seen->type,
                                         .fingerprint = seen->fingerprint,
                                         .public_key = seen->type + " " + seen->key,
                                         .trust = trust_of(seen->verdict)};
  if (!connected) {
    report.problem = connected.error().message;
    co_return report;
  }
  report.logged_in = true;
  const Challenge challenge(SystemRandom().bits());
  const Environment no_environment;
  Look look(challenge);
  const auto end = co_await link.exec(
      {shell_command({})}, read_script(challenge, {kLook, no_environment}), look, deadline);
  report.has_shell = look.has_shell();
  if (report.has_shell)
    report.facts = read_facts(look.answer());
  else
    report.problem = problem_of(end, look);
  link.close();
  co_return report;
}

}  // namespace fettle::transport

#include "cli/shell_syntax.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "transport/os/child.hpp"

namespace fettle::cli {
namespace {

using std::chrono::milliseconds;
using transport::Descriptor;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kAtOnce = 4;
constexpr milliseconds kTimeOfOne{2'000};
constexpr milliseconds kTimeOfAll{10'000};
constexpr std::size_t kSaidMax = 1024;

enum class Verdict { kReadable, kRefused, kUnknown };

struct Answer {
  Verdict verdict = Verdict::kUnknown;
  std::string said;  ///< of a refusal; of the unknown, why
};

/// A file without a name that a child can read from or write to.
Descriptor make_file(std::string_view content) {
  Descriptor file(::memfd_create("script", MFD_CLOEXEC));
  while (file.get() >= 0 && !content.empty()) {
    const auto written = ::write(file.get(), content.data(), content.size());
    if (written <= 0) return {};
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.get() >= 0) ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::string read_back(const Descriptor& file) {
  std::string text(kSaidMax, '\0');
  const auto size = ::pread(file.get(), text.data(), text.size(), 0);
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return text;
}

/// One `sh -n` that reads one script.
class Reading {
 public:
  Reading(std::size_t sample, flow::Shell shell, std::string_view script)
      : sample_(sample), in_(make_file(script)), err_(make_file({})) {
    if (in_.get() >= 0 && err_.get() >= 0) start(shell);
  }
  Reading(Reading&& other) noexcept
      : sample_(other.sample_),
        in_(std::move(other.in_)),
        err_(std::move(other.err_)),
        pid_(std::exchange(other.pid_, 0)),
        ended_(std::move(other.ended_)),
        until_(other.until_),
        why_(std::move(other.why_)) {}
  Reading& operator=(Reading&& other) noexcept {
    std::swap(sample_, other.sample_);
    std::swap(in_, other.in_);
    std::swap(err_, other.err_);
    std::swap(pid_, other.pid_);
    std::swap(ended_, other.ended_);
    std::swap(until_, other.until_);
    std::swap(why_, other.why_);
    return *this;
  }
  ~Reading() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  std::size_t sample() const { return sample_; }
  int ended() const { return ended_.get(); }
  Clock::time_point until() const { return until_; }

  /// The answer, once the shell has ended or its time is up.
  std::optional<Answer> take(Clock::time_point now) {
    if (pid_ == 0) return Answer{Verdict::kUnknown, why_};
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = 0;
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return Answer{Verdict::kReadable, {}};
      return Answer{Verdict::kRefused, read_back(err_)};
    }
    if (now < until_) return std::nullopt;
    return Answer{Verdict::kUnknown, "it takes too long"};
  }

 private:
  void start(flow::Shell shell) {
    std::array<std::string, 2> words{shell == flow::Shell::kBash ? "bash" : "sh", "-n"};
    std::array<char*, 3> arguments{words[0].data(), words[1].data(), nullptr};
    std::string language = "LC_ALL=C";  // messages in words that read_refusal() knows
    std::array<char*, 2> environment{language.data(), nullptr};
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in_.get(), STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, err_.get(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    const int error = ::posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(),
                                     environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
      pid_ = 0;
      why_ = error == ENOENT ? "it is not installed here" : "it can't be started here";
      return;
    }
    ended_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
    until_ = Clock::now() + kTimeOfOne;
  }

  std::size_t sample_;
  Descriptor in_;
  Descriptor err_;
  pid_t pid_ = 0;
  Descriptor ended_;
  Clock::time_point until_;
  std::string why_ = "there is no file for it";
};

void wait_for_one(const std::vector<Reading>& readings) {
  std::vector<pollfd> polled;
  auto until = Clock::time_point::max();
  for (const auto& reading : readings) {
    polled.push_back({reading.ended(), POLLIN, 0});
    until = std::min(until, reading.until());
  }
  const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now());
  ::poll(polled.data(), polled.size(),
         static_cast<int>(std::clamp(left, milliseconds(0), kTimeOfOne).count()) + 1);
}

/// Takes what has been answered out of `readings`.
void collect(std::vector<Reading>& readings, std::vector<Answer>& answers) {
  std::erase_if(readings, [&](Reading& reading) {
    auto answer = reading.take(Clock::now());
    if (answer) answers[reading.sample()] = *std::move(answer);
    return answer.has_value();
  });
}

std::vector<Answer> ask(const std::vector<flow::ShellSample>& samples) {
  std::vector<Answer> answers(samples.size(), {Verdict::kUnknown, "all of it takes too long"});
  std::vector<Reading> readings;
  const auto until = Clock::now() + kTimeOfAll;
  for (std::size_t i = 0; i < samples.size() && Clock::now() < until; ++i) {
    readings.emplace_back(i, samples[i].shell, samples[i].script);
    collect(readings, answers);
    for (; readings.size() >= kAtOnce; collect(readings, answers)) wait_for_one(readings);
  }
  for (; !readings.empty(); collect(readings, answers)) wait_for_one(readings);
  return answers;
}

}  // namespace

std::vector<Diagnostic> check_syntax(const SourceText& source,
                                     const std::vector<flow::ShellSample>& samples,
                                     Severity severity) {
  std::vector<Diagnostic> problems;
  std::map<flow::Shell, bool> told;
  const auto answers = ask(samples);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto& [verdict, said] = answers[i];
    const auto& sample = samples[i];
    if (verdict == Verdict::kRefused) {
      problems.push_back(syntax_problem(source, sample, flow::read_refusal(said), severity));
    } else if (verdict == Verdict::kUnknown && !std::exchange(told[sample.shell], true)) {
      problems.push_back({Severity::kWarning, "shell.unchecked", sample.text.span,
                          fmt::format("`{} -n` could not check this command: {}",
                                      sample.shell == flow::Shell::kBash ? "bash" : "sh", said),
                          "what it would refuse is found on the target only"});
    }
  }
  return problems;
}

}  // namespace fettle::cli

#include "transport/os/this_process.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>

namespace fettle::transport {
namespace {

/// The name of a child that has ended and is not waited for yet.
struct EndedChild {
  EndedChild() {
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe(pipe.data()), 0);
    pid = ::fork();
    if (pid == 0) {
      const auto own = process_name();
      ::_exit(::write(pipe[1], own.data(), own.size()) > 0 ? 0 : 1);
    }
    ::close(pipe[1]);
    std::array<char, 512> text{};
    ssize_t size = 0;
    while ((size = ::read(pipe[0], text.data(), text.size())) > 0) {
      name.append(text.data(), static_cast<std::size_t>(size));
    }
    ::close(pipe[0]);
    siginfo_t info{};
    ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
  }
  pid_t pid = 0;
  std::string name;
};

TEST(ThisProcess, IsNotGone) { EXPECT_FALSE(is_gone(process_name())) << process_name(); }

TEST(ThisProcess, IsGoneOnceItHasEndedEvenBeforeItsParentWaited) {
  const EndedChild child;
  EXPECT_TRUE(is_gone(child.name)) << child.name;
  ::waitpid(child.pid, nullptr, 0);
  EXPECT_TRUE(is_gone(child.name)) << child.name;
}

TEST(ThisProcess, IsGoneWhereItsPidWasGivenOutAgain) {
  auto name = process_name();
  name.insert(name.size() - 1, "9");  // begun at another time
  EXPECT_TRUE(is_gone(name)) << name;
}

TEST(ThisProcess, IsNotKnownToBeGoneElsewhere) {
  EXPECT_FALSE(is_gone("process 999999999 on web1 [another-boot pid:[1] 5]"));
  EXPECT_FALSE(is_gone("process x"));
  EXPECT_FALSE(is_gone(""));
}

}  // namespace
}  // namespace fettle::transport

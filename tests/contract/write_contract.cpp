// Writes the contract, merged and as JSON, to a file: for those who make types or check answers by
// it without a running service.
#include <fstream>
#include <iostream>

#include "api/contract.hpp"

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: fettle_contract FILE\n";
    return 2;
  }
  std::ofstream file(arguments[1], std::ios::binary);
  file << fettle::api::contract_json() << "\n";
  return file.flush() ? 0 : 1;
}

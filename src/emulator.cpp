// SPDX-License-Identifier: BSL-1.0
// The definitions of the emulator. Written by tools/generate.py.

#include <roster/emulator/impl/answer_bytes.ipp>
#include <roster/emulator/impl/apply_fault.ipp>
#include <roster/emulator/impl/check_data.ipp>
#include <roster/emulator/impl/cloud_options.ipp>
#include <roster/emulator/impl/eas_cloud.ipp>
#include <roster/emulator/impl/eas_errors.ipp>
#include <roster/emulator/impl/eas_gate.ipp>
#include <roster/emulator/impl/eas_place.ipp>
#include <roster/emulator/impl/emulator.ipp>
#include <roster/emulator/impl/emulator_accounts.ipp>
#include <roster/emulator/impl/emulator_listener.ipp>
#include <roster/emulator/impl/emulator_state.ipp>
#include <roster/emulator/impl/fault.ipp>
#include <roster/emulator/impl/fault_plan.ipp>
#include <roster/emulator/impl/generate_accounts.ipp>
#include <roster/emulator/impl/generate_eas.ipp>
#include <roster/emulator/impl/generate_qianfan.ipp>
#include <roster/emulator/impl/in_process_transport.ipp>
#include <roster/emulator/impl/load_data.ipp>
#include <roster/emulator/impl/load_options.ipp>
#include <roster/emulator/impl/made_certificate.ipp>
#include <roster/emulator/impl/mask_secrets.ipp>
#include <roster/emulator/impl/member_order.ipp>
#include <roster/emulator/impl/nonce_memory.ipp>
#include <roster/emulator/impl/qianfan_cloud.ipp>
#include <roster/emulator/impl/qianfan_errors.ipp>
#include <roster/emulator/impl/qianfan_gate.ipp>
#include <roster/emulator/impl/recorded_exchange.ipp>
#include <roster/emulator/impl/recording_transport.ipp>
#include <roster/emulator/impl/replaying_transport.ipp>
#include <roster/emulator/impl/server.ipp>
#include <roster/emulator/impl/server_tls.ipp>
#include <roster/emulator/impl/session_token.ipp>
#include <roster/emulator/impl/sort_items.ipp>
#include <roster/emulator/impl/spoilt_bytes.ipp>

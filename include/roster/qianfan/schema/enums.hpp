// SPDX-License-Identifier: BSL-1.0
#pragma once
// The documented values of Qianfan's enumerated members. The enums are open: responses also contain "",
// "Prepay,Postpay" and "GPU-1-1", which are kept unchanged.

#include <roster/schema/open_enum.hpp>

namespace roster::inline v0::qianfan {

/// The task of a service.
enum class service_type {
  chat,         ///< chat
  completions,  ///< text completion
  embeddings,   ///< embedding vectors; responses contain it, but requests cannot filter by it
  text2image,   ///< images from text
  image2text,   ///< text from images
};
/// The wire values; found by open_enum.
constexpr auto texts_of(service_type) {
  return enum_texts<service_type>({{service_type::chat, "chat"},
                                   {service_type::completions, "completions"},
                                   {service_type::embeddings, "embeddings"},
                                   {service_type::text2image, "text2image"},
                                   {service_type::image2text, "image2text"}});
}

/// The lifecycle status of a service.
enum class run_status {
  new_,       ///< not published yet
  deploying,  ///< being published
  serving,    ///< published
  failed,     ///< publishing failed
  stopped,    ///< paused
};
constexpr auto texts_of(run_status) {
  return enum_texts<run_status>({{run_status::new_, "New"},
                                 {run_status::deploying, "Deploying"},
                                 {run_status::serving, "Serving"},
                                 {run_status::failed, "Failed"},
                                 {run_status::stopped, "Stopped"}});
}

/// Whether a service is being scaled. Only the vendor's sample has it, with this one value.
enum class scale_status { none };
constexpr auto texts_of(scale_status) { return enum_texts<scale_status>({{scale_status::none, "None"}}); }

/// Whether a service is being updated. One value is documented.
enum class update_status { none };
constexpr auto texts_of(update_status) { return enum_texts<update_status>({{update_status::none, "None"}}); }

/// The billing unit of a service.
enum class charge_type {
  computing_unit,  ///< the time that computing units are in use
  tokens,          ///< the tokens that calls use
};
constexpr auto texts_of(charge_type) {
  return enum_texts<charge_type>(
      {{charge_type::computing_unit, "ComputingUnit"}, {charge_type::tokens, "Tokens"}});
}

/// The payment type of a service. Responses join both with a comma, "Prepay,Postpay", which stays a text.
enum class pay_type {
  prepay,
  postpay,
};
constexpr auto texts_of(pay_type) {
  return enum_texts<pay_type>({{pay_type::prepay, "Prepay"}, {pay_type::postpay, "Postpay"}});
}

/// Whether charging has begun.
enum class charge_status {
  not_open,
  opened,
  stopped,
  free,
};
constexpr auto texts_of(charge_status) {
  return enum_texts<charge_status>({{charge_status::not_open, "NotOpen"},
                                    {charge_status::opened, "Opened"},
                                    {charge_status::stopped, "Stopped"},
                                    {charge_status::free, "Free"}});
}

/// What a replica runs on; the last part of the value is its number of computing units.
enum class resource_type {
  gpu_i_2,  ///< AI accelerator, type I, 2 computing units
  gpu_i_4,  ///< AI accelerator, type I, 4 computing units
  cpu_i_2,  ///< CPU, type I, 2 computing units
};
constexpr auto texts_of(resource_type) {
  return enum_texts<resource_type>({{resource_type::gpu_i_2, "GPU-I-2"},
                                    {resource_type::gpu_i_4, "GPU-I-4"},
                                    {resource_type::cpu_i_2, "CPU-I-2"}});
}

/// A region of the vendor.
enum class region {
  bj,  ///< Beijing
  bd,  ///< Baoding
  gz,  ///< Guangzhou
  su,  ///< Suzhou
  nj,  ///< Nanjing
};
constexpr auto texts_of(region) {
  return enum_texts<region>(
      {{region::bj, "bj"}, {region::bd, "bd"}, {region::gz, "gz"}, {region::su, "su"}, {region::nj, "nj"}});
}

}  // namespace roster::inline v0::qianfan

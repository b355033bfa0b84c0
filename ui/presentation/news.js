// Hands the word of a newer snapshot to the stage that stands now, or to the one that opens next.
export default function ({ data }) {
  window.clusterxchangeNewer = data.newer
  window.clusterxchangeStage?.tellNewer(data.newer)
}

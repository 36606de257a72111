export const installedPeers = () => [];
